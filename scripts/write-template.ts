import { createHash } from 'node:crypto';
import {
  createWriteStream,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { App } from 'aws-cdk-lib';
import { ZipFile } from 'yazl';
import { loadDeployedRules } from '../infra/deployed-rules.ts';
import { writeFunctionFiles } from '../infra/function-code.ts';
import { TemplateStack } from '../infra/template-stack.ts';

/** The two files that launch a stack from the console. */
export interface WrittenTemplate {
  readonly template: string;
  readonly zip: string;
}

/** Writes the template and its zip, named by what is in it, to a folder that is emptied first. Throws RulesError. */
export async function writeTemplate(
  folder: string,
  rules: string,
  bundles: string,
): Promise<WrittenTemplate> {
  // Before anything is removed: rules with a problem leave what was written last.
  const files = readFunctionFiles(rules, bundles);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const zip = `corroborate-${digestOf(files)}.zip`;
  await writeZip(join(folder, zip), files);
  const app = new App();
  const stack = new TemplateStack(app, 'Template', { rules, zip });
  const template = join(folder, 'corroborate.template.json');
  const json: unknown = app.synth().getStackArtifact(stack.artifactId).template;
  writeFileSync(template, `${JSON.stringify(json, null, 1)}\n`);
  return { template, zip: join(folder, zip) };
}

type Files = ReadonlyMap<string, Buffer>;

function readFunctionFiles(rules: string, bundles: string): Files {
  const folder = mkdtempSync(join(tmpdir(), 'corroborate-template-'));
  try {
    writeFunctionFiles(folder, loadDeployedRules(rules).rules, bundles);
    const names = readdirSync(folder).sort();
    return new Map(names.map((name) => [name, readFileSync(join(folder, name))]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Other content, another name: CloudFormation updates the functions only when the name changes. */
function digestOf(files: Files): string {
  const hash = createHash('sha256');
  for (const [name, content] of files) hash.update(`${name}\0${content.length}\0`).update(content);
  return hash.digest('hex').slice(0, 16);
}

async function writeZip(path: string, files: Files): Promise<void> {
  const zip = new ZipFile();
  for (const [name, content] of files) {
    // The first day that a zip knows, so that the same files are the same zip.
    zip.addBuffer(content, name, { mtime: new Date(1980, 0, 1), mode: 0o100644, forceDosTimestamp: true });
  }
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(path));
}
