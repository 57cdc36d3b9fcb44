import { PRODUCT } from '../core/finding/product-of.ts';
import { type Issue, quoted } from '../core/issue.ts';
import { didYouMean } from '../rule-file/did-you-mean.ts';
import type { EntryDocument } from './case-schema.ts';
import { CONFIG_TYPES } from './expand-case.ts';
import { NAMED_PRODUCTS } from './expand-finding.ts';
import { DEFAULT_SCOPE, expandResource, isResourceKind, RESOURCE_KINDS } from './expand-resource.ts';

type Key = keyof EntryDocument;
type Form = 'product' | 'finding' | 'of' | 'relation';

const FORMS: readonly Form[] = ['product', 'finding', 'of', 'relation'];

const KEYS_OF_FORM: Readonly<Record<Form, readonly Key[]>> = {
  product: [
    'product',
    'type',
    'control',
    'cve',
    'resource',
    'resources',
    'at',
    'since',
    'state',
    'severity',
    'account',
    'region',
    'members',
  ],
  finding: ['finding', 'at'],
  of: ['of', 'at', 'since', 'state', 'severity', 'members'],
  relation: ['relation', 'at', 'account', 'region'],
};

/** The one of its four forms in which an entry is written; undefined when it is none or several. */
export function formOfEntry(entry: EntryDocument): Form | undefined {
  const forms = FORMS.filter((form) => entry[form] !== undefined);
  return forms.length === 1 ? forms[0] : undefined;
}

/** What is wrong with the keys of an entry of the world, taken together; paths begin at the entry. */
export function checkEntry(entry: EntryDocument): readonly Issue[] {
  const form = formOfEntry(entry);
  if (form === undefined)
    return [issue([], 'expected one form', 'give exactly one of `product`, `finding`, `of`, `relation`')];
  return [...checkKeys(entry, form), ...checkProduct(entry), ...checkResources(entry)];
}

function checkKeys(entry: EntryDocument, form: Form): readonly Issue[] {
  const keys = Object.keys(entry).filter((key) => !KEYS_OF_FORM[form].some((allowed) => allowed === key));
  const hint = `beside \`${form}\` the keys are ${KEYS_OF_FORM[form].slice(1).map(quoted).join(', ')}`;
  return keys.map((key) => issue([key], `${quoted(key)} does not go with \`${form}\``, hint));
}

/** The key that says what a finding of the product is about. */
const SUBJECT_OF_PRODUCT: Readonly<Record<string, Key>> = {
  [PRODUCT.inspector]: 'cve',
  [PRODUCT.securityHub]: 'control',
};

function checkProduct(entry: EntryDocument): readonly Issue[] {
  const { product } = entry;
  if (product === undefined) return [];
  if (!NAMED_PRODUCTS.includes(product) && !product.includes('/')) {
    const hint = didYouMean(product, NAMED_PRODUCTS) ?? 'write products of others as `company/product`';
    return [issue(['product'], `${quoted(product)} is not a product of AWS`, hint)];
  }
  const subject =
    (Object.hasOwn(SUBJECT_OF_PRODUCT, product) ? SUBJECT_OF_PRODUCT[product] : undefined) ?? 'type';
  return (['type', 'control', 'cve'] as const).flatMap((key) => {
    if (key === subject && entry[key] === undefined) {
      return [
        issue(['product'], `a finding of ${quoted(product)} needs \`${key}\``, `add the key \`${key}\``),
      ];
    }
    const isForeign = key !== subject && entry[key] !== undefined;
    return isForeign
      ? [issue([key], `\`${key}\` does not go with ${quoted(product)}`, `write \`${subject}\``)]
      : [];
  });
}

function checkResources(entry: EntryDocument): readonly Issue[] {
  const { product, resource, resources, relation } = entry;
  if (product !== undefined && (resource === undefined) === (resources === undefined)) {
    return [issue([], 'expected one of `resource` and `resources`', 'name what the finding is about')];
  }
  return [
    ...checkKind(resource, ['resource']),
    ...(resources ?? []).flatMap((text, index) => checkKind(text, ['resources', index])),
    ...(relation ?? []).flatMap((text, index) => checkKind(text, ['relation', index])),
    ...checkConfigType(relation?.[0]),
  ];
}

/** What is wrong with the kind of a resource in short form. */
export function checkKind(text: string | undefined, path: readonly (string | number)[]): readonly Issue[] {
  if (text === undefined || isResourceKind(text)) return [];
  const kind = text.slice(0, text.indexOf('/'));
  const hint = didYouMean(kind, RESOURCE_KINDS) ?? `the kinds are ${RESOURCE_KINDS.map(quoted).join(', ')}`;
  return [issue(path, `${quoted(kind)} is not a kind of resource`, hint)];
}

function checkConfigType(text: string | undefined): readonly Issue[] {
  if (text === undefined || !isResourceKind(text)) return [];
  const { Type: type } = expandResource(text, DEFAULT_SCOPE);
  if (typeof type === 'string' && Object.hasOwn(CONFIG_TYPES, type)) return [];
  const hint =
    'begin with an instance, a securityGroup or a networkInterface; findings state the other relations';
  return [issue(['relation', 0], `no relation is read from the item of ${quoted(text)}`, hint)];
}

function issue(path: readonly (string | number)[], message: string, hint: string): Issue {
  return { code: 'case/entry', level: 'error', message, path, hint };
}
