import { canonicalJson } from '../../../src/core/canonical-json.ts';
import { type JsonObject, stringAt } from '../../../src/core/json.ts';

/** Something that must never happen to the findings that Corroborate imports. */
export interface ImportViolation {
  readonly kind: 'unchanged-import' | 'same-updated-at' | 'second-finding';
  readonly id: string;
  readonly message: string;
}

/** Keeps what Security Hub took in and passed over, and what was wrong with it. */
export class ImportRecord {
  /** Findings as they were sent, in the order in which they were accepted. */
  readonly accepted: JsonObject[] = [];
  /** Findings passed over because UpdatedAt was not newer: harmless when they are repetitions. */
  readonly stale: JsonObject[] = [];
  readonly violations: ImportViolation[] = [];
  readonly #lastContent = new Map<string, string>();
  readonly #idOfIncident = new Map<string, string>();

  accept(finding: JsonObject): void {
    const id = stringAt(finding, 'Id') ?? '';
    const content = contentOf(finding);
    if (this.#lastContent.get(id) === content) {
      this.#violate('unchanged-import', id, 'accepted with the content of the import before');
    }
    this.#lastContent.set(id, content);
    this.#checkIncident(finding, id);
    this.accepted.push(finding);
  }

  /** `isSameTime` when UpdatedAt is that of the finding kept, so that other content would be lost for good. */
  passOver(finding: JsonObject, isSameTime: boolean): void {
    const id = stringAt(finding, 'Id') ?? '';
    if (isSameTime && this.#lastContent.get(id) !== contentOf(finding)) {
      this.#violate('same-updated-at', id, 'passed over for its UpdatedAt, though its content is another');
    }
    this.stale.push(finding);
  }

  #checkIncident(finding: JsonObject, id: string): void {
    const rule = stringAt(finding, 'ProductFields', 'corroborate/rule');
    const entity = stringAt(finding, 'ProductFields', 'corroborate/entity');
    if (rule === undefined || entity === undefined) return;
    const incident = `${rule}\n${entity}`;
    const first = this.#idOfIncident.get(incident) ?? id;
    this.#idOfIncident.set(incident, first);
    if (first !== id)
      this.#violate('second-finding', id, `\`${rule}\` has \`${first}\` for \`${entity}\` already`);
  }

  #violate(kind: ImportViolation['kind'], id: string, message: string): void {
    this.violations.push({ kind, id, message });
  }
}

function contentOf({ UpdatedAt: _, ...content }: JsonObject): string {
  return canonicalJson(content);
}
