import { describe, expect, it } from 'vitest';
import { openFindingSource } from '../../../src/cli/serve/finding-source.ts';
import { createSession } from '../../../src/cli/session.ts';
import { isJsonObject } from '../../../src/core/json.ts';
import { type FakeAnswer, type FakeRequest, startFakeAws } from '../fake-aws.ts';
import { backdoor } from '../make-world.ts';
import { collector } from '../run-cli.ts';

async function sourceAt(answer: (request: FakeRequest) => FakeAnswer) {
  const aws = await startFakeAws(answer);
  const session = createSession({
    stdin: (async function* () {})(),
    stdout: collector({}).stream,
    stderr: collector({}).stream,
    env: aws.env,
    cwd: process.cwd(),
  });
  return { source: await openFindingSource(session, {}), requests: aws.requests };
}

const FINDING = { ...backdoor(), MemberOfTomorrow: { a: 1 } };
const KEY = { productArn: FINDING.ProductArn, id: FINDING.Id };

describe('openFindingSource', () => {
  it('asks Security Hub for the finding, and gives it with members that the SDK does not know', async () => {
    const { source, requests } = await sourceAt(() => ({ body: { Findings: [FINDING] } }));
    expect(await source.loadFinding(KEY)).toEqual(FINDING);
    expect(requests.map(({ operation, body }) => [operation, body.Filters])).toEqual([
      [
        'POST /findings',
        {
          ProductArn: [{ Value: KEY.productArn, Comparison: 'EQUALS' }],
          Id: [{ Value: KEY.id, Comparison: 'EQUALS' }],
        },
      ],
    ]);
  });

  it('has nothing where Security Hub has nothing', async () => {
    const { source } = await sourceAt(() => ({ body: { Findings: [] } }));
    expect(await source.loadFinding(KEY)).toBeUndefined();
  });

  it('tells answers apart that are asked for together', async () => {
    const { source } = await sourceAt(({ body }) => {
      const filters = isJsonObject(body.Filters) ? body.Filters : {};
      return { body: { Findings: [{ Id: JSON.stringify(filters.Id) }] } };
    });
    const ids = ['a', 'b', 'c', 'd'];
    const found = await Promise.all(ids.map((id) => source.loadFinding({ ...KEY, id })));
    expect(found.map((finding) => String(finding?.Id))).toEqual(
      ids.map((id) => expect.stringContaining(`"${id}"`)),
    );
  });

  it('says that permission is missing, and asks again the next time', async () => {
    let isAllowed = false;
    const { source } = await sourceAt(() =>
      isAllowed
        ? { body: { Findings: [FINDING] } }
        : { error: 'AccessDeniedException', message: 'ada may not GetFindings', status: 403 },
    );
    await expect(source.loadFinding(KEY)).rejects.toMatchObject({
      name: 'ProblemError',
      status: 502,
      message: 'Security Hub does not give the finding',
      detail: expect.stringMatching(
        /^permission is missing: AccessDeniedException: ada may not GetFindings; /,
      ),
    });
    isAllowed = true;
    expect(await source.loadFinding(KEY)).toEqual(FINDING);
  });
});
