import { rememberByText } from './remember-by-text.ts';

/** Names of the products that AWS itself sends, as rules write them. */
export const PRODUCT = {
  accessAnalyzer: 'Access Analyzer',
  config: 'Config',
  detective: 'Detective',
  firewallManager: 'Firewall Manager',
  guardDuty: 'GuardDuty',
  health: 'Health',
  inspector: 'Inspector',
  iotDeviceDefender: 'IoT Device Defender',
  macie: 'Macie',
  patchManager: 'Patch Manager',
  securityHub: 'Security Hub',
} as const;

/** The names in `PRODUCT`. */
export const AWS_PRODUCT_NAMES: readonly string[] = Object.values(PRODUCT);

/** What `productOf` says of a ProductArn that names no product. */
export const UNKNOWN_PRODUCT = 'unknown/unknown';

/**
 * AWS's own products by the end of their ProductArn; from the Security Hub user guide, page
 * securityhub-internal-providers, and the findings shown in the guides of the products.
 */
export const AWS_PRODUCTS: ReadonlyMap<string, string> = new Map([
  ['aws/access-analyzer', PRODUCT.accessAnalyzer],
  ['aws/config', PRODUCT.config],
  ['amazon/detective', PRODUCT.detective],
  ['aws/firewall-manager', PRODUCT.firewallManager],
  ['aws/guardduty', PRODUCT.guardDuty],
  ['aws/health', PRODUCT.health],
  ['aws/inspector', PRODUCT.inspector],
  ['aws/iot-device-defender-audit', PRODUCT.iotDeviceDefender],
  ['aws/iot-device-defender-detect', PRODUCT.iotDeviceDefender],
  ['aws/macie', PRODUCT.macie],
  ['aws/securityhub', PRODUCT.securityHub],
  ['aws/ssm-patch-manager', PRODUCT.patchManager],
]);

const RESOURCE_MARK = ':product/';

/**
 * The product that a ProductArn names, in any partition and Region: `GuardDuty` for
 * `arn:aws:securityhub:eu-west-1::product/aws/guardduty`, otherwise `company/product`. AWS's own ARNs have an empty
 * account, so one with an account is never AWS's; no other product can take one of its names, which hold no slash.
 */
export const productOf: (productArn: string) => string = rememberByText(readProduct);

function readProduct(productArn: string): string {
  const mark = productArn.indexOf(RESOURCE_MARK);
  const product = mark < 0 ? '' : productArn.slice(mark + RESOURCE_MARK.length);
  if (!isCompanyAndProduct(product)) return UNKNOWN_PRODUCT;
  return (isSentByAws(productArn.slice(0, mark)) ? AWS_PRODUCTS.get(product) : undefined) ?? product;
}

function isCompanyAndProduct(text: string): boolean {
  const slash = text.indexOf('/');
  return slash > 0 && slash < text.length - 1;
}

/**
 * The product that the end of a ProductArn names, as rules write it: `GuardDuty` for `::product/aws/guardduty`; undefined
 * where the product is not all there.
 */
export function productAtEnd(text: string): string | undefined {
  const mark = text.lastIndexOf(RESOURCE_MARK);
  if (mark < 0) return undefined;
  const product = text.slice(mark + RESOURCE_MARK.length);
  return AWS_PRODUCTS.get(product) ?? product;
}

/** True for `arn:<partition>:securityhub:<region>:`, the part before the resource, with an empty account. */
function isSentByAws(head: string): boolean {
  const [arn, , service, region, account, ...rest] = head.split(':');
  return arn === 'arn' && service === 'securityhub' && region !== '' && account === '' && rest.length === 0;
}
