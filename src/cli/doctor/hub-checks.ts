import type { DescribeHubCommandOutput, SecurityHubClient } from '@aws-sdk/client-securityhub';
import { PRODUCT, productOf } from '../../core/finding/product-of.ts';
import type { Rule } from '../../core/rule/rule.ts';
import { toCounted } from '../progress.ts';
import { requiredProducts, toRuleNames } from '../required-products.ts';
import { ask, type Check, isSwitchedOff } from './check.ts';

const HUB = 'security-hub';
const CONTROLS = 'control-findings';
const PRODUCTS = 'products';

/** Is Security Hub on, are its control findings consolidated, are the products on that the rules require. */
export async function checkHub(client: SecurityHubClient, rules: readonly Rule[]): Promise<readonly Check[]> {
  const hub = await ask(HUB, async () => {
    const answer = await describeHub(client);
    return answer === undefined ? [SWITCHED_OFF] : [toHubCheck(answer), toControlsCheck(answer)];
  });
  if (hub.includes(SWITCHED_OFF)) return hub;
  return [...hub, ...(await ask(PRODUCTS, () => checkProducts(client, rules)))];
}

const SWITCHED_OFF: Check = {
  name: HUB,
  status: 'fail',
  text: 'Security Hub is not on in this account and Region',
  hint: '`aws securityhub enable-security-hub`, or name another Region with `--region`',
};

async function describeHub(client: SecurityHubClient): Promise<DescribeHubCommandOutput | undefined> {
  const { DescribeHubCommand } = await import('@aws-sdk/client-securityhub');
  try {
    return await client.send(new DescribeHubCommand({}));
  } catch (error) {
    if (isSwitchedOff(error)) return undefined;
    throw error;
  }
}

function toHubCheck({ HubArn, SubscribedAt }: DescribeHubCommandOutput): Check {
  const [, , , region, account] = (HubArn ?? '').split(':');
  const since = SubscribedAt === undefined ? '' : `, since ${SubscribedAt.slice(0, 10)}`;
  const where = account === undefined ? 'on' : `on in account ${account}, ${region}`;
  return { name: HUB, status: 'ok', text: `${where}${since}` };
}

/** Security Hub user guide, controls-findings-create-update. */
function toControlsCheck({ ControlFindingGenerator }: DescribeHubCommandOutput): Check {
  if (ControlFindingGenerator === 'SECURITY_CONTROL') {
    return { name: CONTROLS, status: 'ok', text: 'consolidated: one finding for a check' };
  }
  if (ControlFindingGenerator === undefined) {
    return {
      name: CONTROLS,
      status: 'unknown',
      text: 'Security Hub does not say whether they are consolidated',
    };
  }
  return {
    name: CONTROLS,
    status: 'warn',
    text: 'not consolidated: a check has a finding for each standard, and each of them is ingested',
    hint: '`aws securityhub update-security-hub-configuration --control-finding-generator SECURITY_CONTROL`',
  };
}

async function checkProducts(client: SecurityHubClient, rules: readonly Rule[]): Promise<readonly Check[]> {
  const required = requiredProducts(rules);
  if (required.size === 0) return [];
  const enabled = await enabledProducts(client);
  const checks: Check[] = [];
  for (const [product, ids] of required) {
    if (product === PRODUCT.securityHub) {
      checks.push(...(await ask(nameOf(product), async () => [await checkStandards(client, ids)])));
    } else {
      checks.push(enabled.has(product) ? toEnabled(product) : toMissing(product, ids));
    }
  }
  return checks;
}

function nameOf(product: string): string {
  return `product ${product}`;
}

function toEnabled(product: string): Check {
  return { name: nameOf(product), status: 'ok', text: 'sends findings to Security Hub' };
}

function toMissing(product: string, ids: readonly string[]): Check {
  return {
    name: nameOf(product),
    status: 'fail',
    text: `sends no findings to Security Hub: ${toRuleNames(ids)} can never hold`,
    hint: `switch ${product} on in this account and Region, and its integration in Security Hub`,
  };
}

/** What AWS calls a subscription is a product's ARN with another word: `…:product-subscription/aws/guardduty`. */
async function enabledProducts(client: SecurityHubClient): Promise<ReadonlySet<string>> {
  const { paginateListEnabledProductsForImport: pages } = await import('@aws-sdk/client-securityhub');
  const products = new Set<string>();
  for await (const { ProductSubscriptions } of pages({ client }, {})) {
    for (const arn of ProductSubscriptions ?? []) {
      const path = arn.slice(arn.indexOf('/') + 1);
      products.add(productOf(`arn:aws:securityhub:any::product/${path}`));
    }
  }
  return products;
}

/** Controls are checked for the standards that are on; those of members an administrator's account does not show. */
async function checkStandards(client: SecurityHubClient, ids: readonly string[]): Promise<Check> {
  const { GetEnabledStandardsCommand } = await import('@aws-sdk/client-securityhub');
  const { StandardsSubscriptions } = await client.send(new GetEnabledStandardsCommand({}));
  const count = StandardsSubscriptions?.length ?? 0;
  const name = nameOf(PRODUCT.securityHub);
  if (count > 0)
    return { name, status: 'ok', text: `checks the controls of ${toCounted(count, 'standard')}` };
  return {
    name,
    status: 'warn',
    text: `no standard is on in this account, so none of its controls is checked: ${toRuleNames(ids)} cannot hold for it`,
    hint: 'switch on AWS Foundational Security Best Practices: `aws securityhub batch-enable-standards`',
  };
}
