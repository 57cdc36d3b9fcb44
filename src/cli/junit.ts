import { harmlessText } from '../core/harmless-text.ts';

/** A suite of tests as continuous integration services show it. */
export interface JunitSuite {
  readonly name: string;
  /** The file that the suite is in, where there is one. */
  readonly file?: string;
  readonly tests: readonly JunitTest[];
}

/** A test: passed, unless it says what is wrong, or why it was not run. */
export interface JunitTest {
  readonly name: string;
  readonly failure?: string;
  readonly skipped?: string;
}

/** JUnit's XML as continuous integration services read it. */
export function toJunit(suites: readonly JunitSuite[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suites.map(toSuite).join('')}</testsuites>\n`;
}

function toSuite({ name, file, tests }: JunitSuite): string {
  const failures = tests.filter(({ failure }) => failure !== undefined).length;
  const skipped = tests.filter((test) => test.skipped !== undefined).length;
  const place = file === undefined ? '' : ` file="${toXml(file)}"`;
  const counts = `tests="${tests.length}" failures="${failures}"${skipped > 0 ? ` skipped="${skipped}"` : ''}`;
  const head = `<testsuite name="${toXml(name)}"${place} ${counts}>`;
  return `  ${head}\n${tests.map((test) => toTestCase(test, name)).join('')}  </testsuite>\n`;
}

function toTestCase({ name, failure, skipped }: JunitTest, suite: string): string {
  const head = `    <testcase classname="${toXml(suite)}" name="${toXml(name)}"`;
  if (failure !== undefined) return `${head}><failure message="${toXml(failure)}"/></testcase>\n`;
  if (skipped !== undefined) return `${head}><skipped message="${toXml(skipped)}"/></testcase>\n`;
  return `${head}/>\n`;
}

const XML_ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

// The two noncharacters are not allowed in XML, and are no control characters either.
function toXml(text: string): string {
  const allowed = harmlessText(text).replace(/[\uFFFE\uFFFF]/g, '\uFFFD');
  return allowed.replace(/[&<>"]/g, (character) => XML_ENTITIES[character] ?? character);
}
