import { createJsonService } from './http/json-service.ts';
import type { Service } from './http/service.ts';
import { ServiceError } from './http/service-error.ts';

/** How Macie is set up; a test may change it. */
export interface MacieSettings {
  isEnabled: boolean;
  /** Off by default, so that findings of sensitive data never reach Security Hub. */
  publishesClassificationFindings: boolean;
}

/** Macie: what it publishes to Security Hub, and whether it is on. */
export function createMacieService(settings: MacieSettings): Service {
  const whenEnabled = (answer: () => unknown) => () => {
    if (settings.isEnabled) return answer();
    throw new ServiceError('AccessDeniedException', 'Macie is not enabled.', { statusCode: 403 });
  };
  return createJsonService({
    contentType: 'application/json',
    operations: new Map([
      [
        'GetMacieSession',
        whenEnabled(() => ({ status: 'ENABLED', findingPublishingFrequency: 'SIX_HOURS' })),
      ],
      ['GetFindingsPublicationConfiguration', whenEnabled(() => publication(settings))],
    ]),
    routes: new Map([
      ['GET /macie', 'GetMacieSession'],
      ['GET /findings-publication-configuration', 'GetFindingsPublicationConfiguration'],
    ]),
    refusal: () => new ServiceError('ThrottlingException', 'Rate exceeded', { statusCode: 429 }),
  });
}

function publication({
  publishesClassificationFindings: publishClassificationFindings,
}: MacieSettings): unknown {
  const securityHubConfiguration = { publishClassificationFindings, publishPolicyFindings: true };
  return { securityHubConfiguration };
}
