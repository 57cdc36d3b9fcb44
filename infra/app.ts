// The app that cdk.json names: `npx cdk deploy`, see docs/deploy.md.
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { readContext } from './context-props.ts';
import { CorroborateStack } from './corroborate-stack.ts';

const app = new App();
const { stackName, props } = readContext(app.node.getAllContext());
new CorroborateStack(app, stackName, props);
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
