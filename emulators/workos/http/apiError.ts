/** A refusal with the exact body that goes over the wire. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly body: Readonly<Record<string, unknown>>,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(`${status} ${JSON.stringify(body)}`)
  }
}

type Extras = Readonly<Record<string, unknown>>

/** `{ error, error_description }`: the shape of RFC 6749 section 5.2, with what WorkOS adds beside it. */
export const oauthError = (error: string, description: string, extras: Extras = {}) =>
  new ApiError(400, { error, error_description: description, ...extras })

/** `{ code, message }`: what most of the API answers. */
export const codedError = (status: number, code: string, message: string, extras: Extras = {}) =>
  new ApiError(status, { code, message, ...extras })

export interface FieldProblem {
  readonly field?: string
  readonly code: string
  readonly message: string
}

export const invalidParameters = (errors: readonly FieldProblem[]) =>
  codedError(422, 'invalid_request_parameters', 'Validation failed.', { errors })

export const notFound = (kind: string, id: string) =>
  codedError(404, 'entity_not_found', `${kind} not found: '${id}'.`, { entity_id: id })

export const unauthorized = () => new ApiError(401, { message: 'Unauthorized' })
