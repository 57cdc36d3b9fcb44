import { harmlessText } from '../core/harmless-text.ts';

/** A suite of tests as continuous integration services show it. */
export interface JunitSuite {
  readonly name: string;
  /** The file that the suite is in, where there is one. */
  readonly file?: string;
  readonly tests: readonly JunitTest[];
}

/** A test, with what is wrong where it failed. */
export interface JunitTest {
  readonly name: string;
  readonly failure?: string;
}

/** JUnit's XML as continuous integration services read it. */
export function toJunit(suites: readonly JunitSuite[]): string {
  const texts = suites.map(({ name, file, tests }) => {
    const failures = tests.filter(({ failure }) => failure !== undefined).length;
    const place = file === undefined ? '' : ` file="${toXml(file)}"`;
    const head = `<testsuite name="${toXml(name)}"${place} tests="${tests.length}" failures="${failures}">`;
    return `  ${head}\n${tests.map((test) => toTestCase(test, name)).join('')}  </testsuite>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${texts.join('')}</testsuites>\n`;
}

function toTestCase({ name, failure }: JunitTest, suite: string): string {
  const head = `    <testcase classname="${toXml(suite)}" name="${toXml(name)}"`;
  return failure === undefined
    ? `${head}/>\n`
    : `${head}><failure message="${toXml(failure)}"/></testcase>\n`;
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
