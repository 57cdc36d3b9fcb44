/** Where GitHub looks for workflows. */
export const WORKFLOW_FILE = '.github/workflows/rules.yaml';

/**
 * The workflow of the repository that `init` starts: problems of rules in code scanning, cases as JUnit, and what a pull
 * request would have changed as a comment. What a pull request from a fork may not do, it leaves out.
 */
export const WORKFLOW: string = `name: rules
on:
  pull_request:
  push:
    branches: [main]
permissions:
  contents: read
jobs:
  rules:
    runs-on: ubuntu-latest
    permissions:
      contents: read
      security-events: write
      pull-requests: write
    env:
      IS_OWN: \${{ github.event_name == 'push' || github.event.pull_request.head.repo.full_name == github.repository }}
    steps:
      - uses: actions/checkout@v6
        with:
          fetch-depth: 0
          persist-credentials: false
      - uses: actions/setup-node@v6
        with:
          node-version: 24
      - name: Install
        id: install
        run: npm install

      - name: Lint
        run: npx corroborate lint -o sarif > lint.sarif
      - name: Show problems in code scanning
        if: always() && env.IS_OWN == 'true' && hashFiles('lint.sarif') != ''
        uses: github/codeql-action/upload-sarif@v4
        with:
          sarif_file: lint.sarif

      # What one step finds does not keep the others from telling what they find.
      - name: Test
        if: \${{ !cancelled() && steps.install.outcome == 'success' }}
        run: npx corroborate test --boundaries -o junit > cases.xml

      - name: Backtest
        if: \${{ !cancelled() && steps.install.outcome == 'success' }}
        env:
          BASE: \${{ github.event.pull_request.base.sha || github.event.before }}
        run: |
          git cat-file -e "$BASE:rules" && set -- --against "$BASE" || set --
          npx corroborate backtest "$@" --expect expectations.yaml --junit backtest.xml \\
            --markdown backtest.md --html backtest.html history/
      - name: Comment on the pull request
        if: always() && github.event_name == 'pull_request' && env.IS_OWN == 'true' && hashFiles('backtest.md') != ''
        env:
          GH_TOKEN: \${{ github.token }}
          NUMBER: \${{ github.event.pull_request.number }}
        run: gh pr comment "$NUMBER" --body-file backtest.md --edit-last --create-if-none

      - name: Keep the reports
        if: always()
        uses: actions/upload-artifact@v7
        with:
          name: reports
          path: |
            cases.xml
            backtest.xml
            backtest.html
`;
