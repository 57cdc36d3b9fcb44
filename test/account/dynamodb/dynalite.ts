import { createRequire } from 'node:module';
import { ServiceError, validationError } from '../http/service-error.ts';
import type { AttributeType, AttributeValue, Item } from './attribute-value.ts';
import type { TableDescription } from './table-description.ts';

/**
 * What is taken from the package dynalite: the grammar of requests and expressions, and the words in which DynamoDB
 * refuses them. Tables, conditions, updates, sizes and capacity are this folder's own: dynalite measures strings in
 * characters, compares lists and maps by reference, forgets the cost of indexes, and knows neither transactions nor
 * streams nor time to live.
 */

/** Where an attribute is: names of maps' members and places in lists. */
export type DocumentPath = readonly (string | number)[];

/** What an expression takes as a value: a path, a value that was given, or what a function makes of others. */
export type Operand = DocumentPath | AttributeValue | FunctionCall;

/** `size`, `if_not_exists` or `list_append`; a sum or a difference in an update is written alike. */
export interface FunctionCall {
  readonly type: 'function' | 'add' | 'subtract';
  readonly name?: string;
  readonly args: readonly Operand[];
}

/** A condition, filter or key condition. */
export type Condition =
  | { readonly type: 'and' | 'or' | 'not'; readonly args: readonly Condition[] }
  | { readonly type: Comparator | 'function'; readonly name?: string; readonly args: readonly Operand[] };

/** What compares a first operand with those that follow. */
export type Comparator = '=' | '<>' | '<' | '<=' | '>' | '>=' | 'between' | 'in';

/** One action of an update expression. */
export interface UpdateAction {
  readonly type: 'set' | 'remove' | 'add' | 'delete';
  readonly path: DocumentPath;
  readonly val?: Operand;
  readonly attrType?: AttributeType;
}

/** The condition on one attribute of the key, by the legacy names of comparisons. */
export interface KeyCondition {
  readonly ComparisonOperator: 'EQ' | 'LT' | 'LE' | 'GT' | 'GE' | 'BETWEEN' | 'BEGINS_WITH';
  readonly AttributeValueList: readonly AttributeValue[];
}

/** A request that is well formed; expressions are parsed, and what the operation does not know is gone. */
export interface ParsedRequest {
  readonly TableName: string;
  readonly IndexName?: string;
  readonly Item?: Item;
  readonly Key?: Item;
  readonly KeyConditions?: Readonly<Record<string, KeyCondition>>;
  readonly ExclusiveStartKey?: Item;
  readonly ConsistentRead?: boolean;
  readonly ScanIndexForward?: boolean;
  readonly Limit?: number;
  readonly Select?: string;
  readonly ReturnValues?: string;
  readonly ReturnConsumedCapacity?: string;
  readonly RequestItems?: Readonly<Record<string, unknown>>;
  readonly _condition?: { readonly expression: Condition };
  readonly _filter?: { readonly expression: Condition };
  readonly _projection?: { readonly paths: readonly DocumentPath[] };
  readonly _updates?: { readonly paths: readonly DocumentPath[]; readonly sections: readonly UpdateAction[] };
}

/** An operation that dynalite has a grammar for. */
export type ParsedOperation =
  | 'putItem'
  | 'updateItem'
  | 'deleteItem'
  | 'getItem'
  | 'batchGetItem'
  | 'batchWriteItem'
  | 'query'
  | 'scan'
  | 'createTable';

/** Reads the body of a request; a malformed one is refused in DynamoDB's words. */
export function parseRequest(operation: ParsedOperation, body: object): ParsedRequest {
  const { types, custom } = grammarOf(operation);
  const refused = legacyMemberOf(body);
  if (refused !== undefined)
    throw validationError(`\`${refused}\` is legacy: this account takes expressions only`);
  return orRefuse(() => {
    const request = validations.checkTypes(body, types);
    validations.checkValidations(request, types, custom, NO_SIZE_LIMIT);
    return request;
  });
}

/** Refuses an item whose key, or whose key of an index, is missing or of another type. */
export function checkItem(item: Item, table: TableDescription): void {
  refuseIfSo(db.validateItem(item, table));
}

/** Refuses a key that is not that of the table. */
export function checkKey(key: Item, table: TableDescription): void {
  refuseIfSo(db.validateKey(key, table));
}

/** Refuses an update that would touch the key, or give an index a key of another type. */
export function checkUpdates(updates: ParsedRequest['_updates'], table: TableDescription): void {
  refuseIfSo(db.validateUpdates(undefined, updates, table));
}

/** The attributes at `paths`. */
export function project(item: Item, paths: readonly DocumentPath[]): Item {
  return db.mapPaths(paths, item);
}

/** Text that sorts as the number does. */
export function numberOrder(number: string): string {
  return db.toLexiStr(number, 'N');
}

/** `a + b`, or `a - b`, to 38 digits. */
export function addNumbers(a: string, b: string, sign: 1 | -1 = 1): string {
  const first = new Big(a);
  return (sign === 1 ? first.plus(b) : first.minus(b)).toFixed();
}

interface Grammar {
  readonly types: object;
  readonly custom: unknown;
}

interface Validations {
  checkTypes(body: object, types: object): ParsedRequest;
  checkValidations(request: object, types: object, custom: unknown, store: object): void;
}

interface Database {
  validateItem(item: Item, table: TableDescription): unknown;
  validateKey(key: Item, table: TableDescription): unknown;
  validateUpdates(legacy: undefined, updates: unknown, table: TableDescription): unknown;
  mapPaths(paths: readonly DocumentPath[], item: Item): Item;
  toLexiStr(text: string, type: 'N'): string;
}

interface Decimal {
  plus(other: string): Decimal;
  minus(other: string): Decimal;
  toFixed(): string;
}

const load: NodeJS.Require = createRequire(import.meta.url);
const loadOfDynalite: NodeJS.Require = createRequire(load.resolve('dynalite'));
const validations: Validations = load('dynalite/validations');
const db: Database = load('dynalite/db');
const Big: new (number: string) => Decimal = loadOfDynalite('big.js');

/** Sizes are checked here, by bytes. */
const NO_SIZE_LIMIT = { options: { maxItemSize: Number.POSITIVE_INFINITY } };

const grammars = new Map<ParsedOperation, Grammar>();

function grammarOf(operation: ParsedOperation): Grammar {
  const known = grammars.get(operation);
  if (known !== undefined) return known;
  const grammar: Grammar = load(`dynalite/validations/${operation}`);
  grammars.set(operation, grammar);
  return grammar;
}

/** Members that expressions have replaced; nothing new is written with them, so that they are not modelled. */
const LEGACY = [
  'Expected',
  'AttributeUpdates',
  'AttributesToGet',
  'KeyConditions',
  'QueryFilter',
  'ScanFilter',
];

function legacyMemberOf(body: object): string | undefined {
  return LEGACY.find((name) => name in body);
}

interface Refused {
  readonly body: { readonly __type: string; readonly message?: string; readonly Message?: string };
}

function orRefuse<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    refuseIfSo(error);
    throw error;
  }
}

function refuseIfSo(error: unknown): void {
  if (!isRefusal(error)) return;
  const { __type: type, message, Message } = error.body;
  throw new ServiceError(type.slice(type.indexOf('#') + 1), message ?? Message ?? '');
}

function isRefusal(error: unknown): error is Refused {
  return error instanceof Error && 'body' in error;
}
