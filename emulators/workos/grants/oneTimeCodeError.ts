import { type ApiError, codedError } from '../http/apiError'
import type { CodeProblem } from '../objects/oneTimeCode'

const errors: Readonly<Record<CodeProblem, readonly [code: string, message: string]>> = {
  incorrect: ['invalid_one_time_code', 'The code is incorrect.'],
  expired: ['one_time_code_expired', 'The code has expired.'],
  previously_used: ['one_time_code_previously_used', 'The code has already been used.'],
  too_many_attempts: ['one_time_code_too_many_attempts', 'Too many incorrect codes were entered.'],
}

export function oneTimeCodeError(problem: CodeProblem): ApiError {
  const [code, message] = errors[problem]
  return codedError(400, code, message)
}
