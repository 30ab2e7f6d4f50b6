import { ApiError } from '../http/apiError'
import { type Refusal, refusalOf } from '../signIn/authenticationEvents'

/** A refusal becomes an event on its way to the caller. */
export function reportingRefusals<Result>(report: (refusal: Refusal) => void, work: () => Result): Result {
  try {
    return work()
  }
  catch (error) {
    if (error instanceof ApiError) report(refusalOf(error))
    throw error
  }
}
