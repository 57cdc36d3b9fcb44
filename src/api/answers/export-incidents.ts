import type { Incident } from '../../core/correlation/incident.ts';
import { findPlaces } from '../../core/correlation/places.ts';
import { isAccountId } from '../../core/entity/account-entity.ts';
import { formatInstant } from '../../core/instant.ts';
import type { JsonObject } from '../../core/json.ts';
import { inLanguage, type Language } from '../../core/rule/rule-texts.ts';
import { isRegion } from '../../format/asff/is-region.ts';
import { type Publisher, toAsff } from '../../format/asff/to-asff.ts';
import { toIncidentJson } from '../../format/incident/to-incident-json.ts';
import type { FileAnswer } from '../answer.ts';
import type { ApiOptions } from '../api-options.ts';
import type { ExportQuery } from '../contract/incidents.ts';
import { asffFormat, csvFormat, type ExportFormat, ndjsonFormat } from '../export/export-format.ts';
import { exportStream } from '../export/export-stream.ts';
import { selectIncidents } from '../incident-index/select-incidents.ts';
import { ProblemError } from '../problem.ts';
import { titlesIn } from '../rule-titles.ts';

/** All incidents that a filter finds, in the order of the list, as a file. */
export function exportIncidents(options: ApiOptions): FileAnswer<'exportIncidents'> {
  const { index, rules, now, store, onError } = options;
  return ({ query, language }) => {
    const at = now();
    const format = formatOf(query, language, options);
    const found = selectIncidents(index, query, { now: at, titleOf: titlesIn(rules, language) });
    const name = `incidents-${formatInstant(at).slice(0, 'YYYY-MM-DD'.length)}.${format.extension}`;
    return {
      body: exportStream(found, format, store, onError),
      headers: {
        'content-type': format.type,
        'content-disposition': `attachment; filename="${name}"`,
        'cache-control': 'no-store',
      },
    };
  };
}

function formatOf(query: ExportQuery, language: Language, options: ApiOptions): ExportFormat {
  switch (query.format) {
    case 'csv':
      return csvFormat(options.now(), titlesIn(options.rules, language));
    case 'ndjson':
      return ndjsonFormat(toIncidentJson);
    case 'asff': {
      const publisher = publisherOf(query);
      return asffFormat((incident) => toFinding(incident, publisher, language, options));
    }
  }
}

function publisherOf({ account, region }: ExportQuery): Publisher {
  if (account === undefined || region === undefined) {
    throw new ProblemError(
      400,
      'ASFF needs `account` and `region`',
      'only the account that publishes a finding may import it: name it and its Region',
    );
  }
  if (!isAccountId(account)) {
    throw new ProblemError(400, `\`${account}\` is not an account id`, 'an account id has 12 digits');
  }
  if (!isRegion(region)) {
    throw new ProblemError(400, `\`${region}\` is not a Region`, 'a Region reads like `eu-west-1`');
  }
  return { account, region };
}

/** An incident of a rule that is gone has no texts to tell: it is passed over, as the command line does. */
async function toFinding(
  incident: Incident,
  publisher: Publisher,
  language: Language,
  { rules, store }: ApiOptions,
): Promise<JsonObject | undefined> {
  const loaded = rules.find(({ rule }) => rule.id === incident.rule.id);
  if (loaded === undefined) return undefined;
  const { related } = await findPlaces(loaded.rule, incident.entity, store);
  return toAsff(incident, inLanguage(loaded.rule, language), publisher, related);
}
