/** One request of a client, read whole; who sent it and to which service is said by its signature. */
export interface AccountRequest {
  /** Signing name of the service: `dynamodb`, `securityhub`, `sqs`, `events`, `sns`, `ec2`, `macie2`. */
  readonly service: string;
  /** Access key id of the signer: the sandbox, that is, one instance of a function. */
  readonly accessKeyId: string;
  /** What follows the point in `x-amz-target`; empty in the protocols that have no such header. */
  readonly target: string;
  readonly method: string;
  /** Path and query string. */
  readonly url: string;
  readonly body: string;
}

/** The answer to one request. */
export interface AccountResponse {
  readonly statusCode: number;
  readonly contentType: string;
  readonly body: string;
}

/** What refuses a request for the sake of a test, in the words of the service. */
export type Refusal = 'throttle' | 'conflict';

/** One service of the account: every request is answered in one step, so that none sees half of another. */
export interface Service {
  /** Name of the operation that a request asks for, as AWS writes it. */
  operationOf(request: AccountRequest): string;
  answer(request: AccountRequest): AccountResponse;
  /** The answer of a service that is too busy, or in which another request was faster. */
  refuse(request: AccountRequest, refusal: Refusal): AccountResponse;
}
