import type { Macie2Client } from '@aws-sdk/client-macie2';
import { PRODUCT } from '../../core/finding/product-of.ts';
import type { Rule } from '../../core/rule/rule.ts';
import { requiredProducts, toRuleNames } from '../required-products.ts';
import { ask, type Check, isSwitchedOff } from './check.ts';

const NAME = 'macie-findings';

/**
 * Whether Macie publishes findings of sensitive data to Security Hub, which it does not by default (Macie user
 * guide, securityhub-integration); nothing where no rule requires Macie.
 */
export async function checkMacie(client: Macie2Client, rules: readonly Rule[]): Promise<readonly Check[]> {
  const ids = requiredProducts(rules).get(PRODUCT.macie);
  if (ids === undefined) return [];
  return ask(NAME, async () => [await checkPublication(client, ids)]);
}

async function checkPublication(client: Macie2Client, ids: readonly string[]): Promise<Check> {
  const { GetFindingsPublicationConfigurationCommand } = await import('@aws-sdk/client-macie2');
  try {
    const answer = await client.send(new GetFindingsPublicationConfigurationCommand({}));
    if (answer.securityHubConfiguration?.publishClassificationFindings === true) {
      return { name: NAME, status: 'ok', text: 'findings of sensitive data are published to Security Hub' };
    }
    return notPublished(ids);
  } catch (error) {
    if (isSwitchedOff(error)) return notOn(ids);
    throw error;
  }
}

function notPublished(ids: readonly string[]): Check {
  const setting = 'publishClassificationFindings=true,publishPolicyFindings=true';
  return {
    name: NAME,
    status: 'fail',
    text: `findings of sensitive data are not published to Security Hub: ${toRuleNames(ids)} can never hold`,
    hint: `\`aws macie2 put-findings-publication-configuration --security-hub-configuration ${setting}\``,
  };
}

function notOn(ids: readonly string[]): Check {
  return {
    name: NAME,
    status: 'fail',
    text: `Macie is not on in this account and Region: ${toRuleNames(ids)} can never hold`,
    hint: '`aws macie2 enable-macie`, then a job or automated discovery, and publication to Security Hub',
  };
}
