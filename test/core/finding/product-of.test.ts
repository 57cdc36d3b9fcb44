import { describe, expect, it } from 'vitest';
import { productOf, UNKNOWN_PRODUCT } from '../../../src/core/finding/product-of.ts';

describe('productOf', () => {
  it.each([
    ['arn:aws:securityhub:us-east-1::product/aws/guardduty', 'GuardDuty'],
    ['arn:aws-cn:securityhub:cn-north-1::product/aws/guardduty', 'GuardDuty'],
    ['arn:aws-us-gov:securityhub:us-gov-west-1::product/aws/inspector', 'Inspector'],
    ['arn:aws-iso-b:securityhub:us-isob-east-1::product/aws/securityhub', 'Security Hub'],
    ['arn::securityhub:eu-west-1::product/aws/macie', 'Macie'],
    ['arn:aws:securityhub:eu-west-1::product/aws/config', 'Config'],
    ['arn:aws:securityhub:eu-west-1::product/aws/access-analyzer', 'Access Analyzer'],
    ['arn:aws:securityhub:eu-west-1::product/aws/ssm-patch-manager', 'Patch Manager'],
    ['arn:aws:securityhub:eu-west-1::product/aws/firewall-manager', 'Firewall Manager'],
    ['arn:aws:securityhub:us-east-1::product/aws/health', 'Health'],
    ['arn:aws:securityhub:us-east-1::product/amazon/detective', 'Detective'],
    ['arn:aws:securityhub:us-east-1::product/aws/iot-device-defender-audit', 'IoT Device Defender'],
    ['arn:aws:securityhub:us-east-1::product/aws/iot-device-defender-detect', 'IoT Device Defender'],
    ['arn:aws:securityhub:us-east-1::product/aws/something-new', 'aws/something-new'],
    ['arn:aws:securityhub:us-east-1::product/prowler/prowler', 'prowler/prowler'],
    [
      'arn:aws:securityhub:us-east-1:733251395267:product/alertlogic/althreatmanagement',
      'alertlogic/althreatmanagement',
    ],
    ['arn:aws:securityhub:us-east-1:111122223333:product/111122223333/default', '111122223333/default'],
  ])('%s is %s', (productArn, product) => expect(productOf(productArn)).toBe(product));

  it.each([
    [
      'an account of its own',
      'arn:aws:securityhub:us-east-1:111122223333:product/aws/guardduty',
      'aws/guardduty',
    ],
    ['another service', 'arn:aws:s3:us-east-1::product/aws/guardduty', 'aws/guardduty'],
    ['another prefix', 'x:aws:securityhub:us-east-1::product/aws/guardduty', 'aws/guardduty'],
    ['a part too many', 'arn:aws::securityhub:us-east-1::product/aws/guardduty', 'aws/guardduty'],
    ['no Region', 'arn:aws:securityhub:::product/aws/guardduty', 'aws/guardduty'],
    ['a longer product', 'arn:aws:securityhub:us-east-1::product/aws/guardduty/x', 'aws/guardduty/x'],
    ['another case', 'arn:aws:securityhub:us-east-1::product/AWS/GuardDuty', 'AWS/GuardDuty'],
    [
      'two products',
      'arn:aws:securityhub:us-east-1::product/x/y:product/aws/guardduty',
      'x/y:product/aws/guardduty',
    ],
    ['the bare name', 'GuardDuty', UNKNOWN_PRODUCT],
    ['the name as a product', 'arn:aws:securityhub:us-east-1::product/GuardDuty', UNKNOWN_PRODUCT],
    ['an empty company', 'arn:aws:securityhub:us-east-1::product//guardduty', UNKNOWN_PRODUCT],
    ['an empty product', 'arn:aws:securityhub:us-east-1::product/aws/', UNKNOWN_PRODUCT],
    ['nothing', '', UNKNOWN_PRODUCT],
  ])('a forged ProductArn with %s is nobody else', (_, productArn, product) => {
    expect(productOf(productArn)).toBe(product);
  });

  it('forgets, and never mixes up, ProductArns in great numbers', () => {
    const arns = Array.from(
      { length: 10_000 },
      (_, index) => `arn:aws:securityhub:r::product/company/${index}`,
    );
    for (const round of [arns, arns]) {
      for (const [index, arn] of round.entries()) expect(productOf(arn)).toBe(`company/${index}`);
    }
  });
});
