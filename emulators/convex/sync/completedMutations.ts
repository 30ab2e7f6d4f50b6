import type { MutationResponse } from './serverMessages'

const KEPT = 10_000

/**
 * Answers to mutations by session and request, so that one a client sends again after a reconnect
 * is not run twice. Failed ones are forgotten and run again
 * (convex-backend crates/application/src/application_function_runner/mod.rs, check_mutation_status).
 */
export class CompletedMutations {
  private readonly answers = new Map<string, Promise<MutationResponse>>()

  async once(sessionId: string | null, requestId: number, run: () => Promise<MutationResponse>): Promise<MutationResponse> {
    if (sessionId === null) return run()
    const key = `${sessionId}|${requestId}`
    const known = this.answers.get(key)
    if (known) return known
    const answer = run()
    this.answers.set(key, answer)
    this.forgetOldest()
    const forget = () => this.answers.delete(key)
    void answer.then(({ success }) => success || forget(), forget)
    return answer
  }

  clear(): void {
    this.answers.clear()
  }

  private forgetOldest(): void {
    const [oldest] = this.answers.keys()
    if (this.answers.size > KEPT && oldest !== undefined) this.answers.delete(oldest)
  }
}
