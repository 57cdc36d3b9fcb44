/** A refusal as a service words it; the server puts it on the wire in the service's own protocol. */
export class ServiceError extends Error {
  readonly code: string;
  readonly statusCode: number;
  /** Further members of the body, such as `CancellationReasons`. */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, more: ServiceErrorDetails = {}) {
    super(message);
    this.name = 'ServiceError';
    this.code = code;
    this.statusCode = more.statusCode ?? 400;
    this.members = more.members ?? {};
  }
}

/** What a refusal says besides its code and message; the status is 400 where none is given. */
export interface ServiceErrorDetails {
  readonly statusCode?: number;
  readonly members?: Readonly<Record<string, unknown>>;
}

/** The refusal of a request that breaks a rule of its shape; most services call it so. */
export function validationError(message: string): ServiceError {
  return new ServiceError('ValidationException', message);
}
