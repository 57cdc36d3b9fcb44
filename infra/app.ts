// The app that cdk.json names: `npx cdk deploy`, see docs/deploy.md.
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { ContextError, readContext } from './context-props.ts';
import { CorroborateStack } from './corroborate-stack.ts';
import { RulesError } from './deployed-rules.ts';
import { BundlesMissingError } from './function-code.ts';

try {
  createApp();
} catch (error) {
  if (!isOfUser(error)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

function createApp(): void {
  const app = new App();
  const { stackName, props } = readContext(app.node.getAllContext());
  new CorroborateStack(app, stackName, props);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  app.synth();
}

/** What a user got wrong is told in words; only our own bugs are worth a stack trace. */
function isOfUser(error: unknown): error is Error {
  return [ContextError, RulesError, BundlesMissingError].some((kind) => error instanceof kind);
}
