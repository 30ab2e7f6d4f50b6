import { describe, expect, it } from 'vitest'
import { collectAnswers } from '../../../../cli/setup/answers'
import { askNobody, type Ask } from '../../../../cli/setup/ask'
import { readSetupOptions } from '../../../../cli/setup/options'

/** Somebody who answers everything, and whose questions are remembered. */
function person(answers: Record<string, string>) {
  const asked: string[] = []
  const answer = async ({ flag }: { flag: string }) => {
    asked.push(flag)
    return answers[flag] ?? ''
  }
  const ask: Ask = { isInteractive: true, text: answer, secret: answer, choose: async question => await answer(question) as never, confirm: async () => true }
  return { ask, asked }
}

describe('the answers', () => {
  it('are asked for when nothing says them', async () => {
    const { ask, asked } = person({ '--api-key': 'sk_test_1', '--client-id': 'client_1', '--convex': 'self-hosted', '--convex-url': 'https://convex.example.com', '--convex-admin-key': 'a|b' })
    expect(await collectAnswers(readSetupOptions([]), {}, ask)).toEqual({
      apiKey: 'sk_test_1',
      clientId: 'client_1',
      workosOrigin: 'https://api.workos.com',
      appOrigin: 'http://localhost:3000',
      convex: 'self-hosted',
      selfHosted: { url: 'https://convex.example.com', adminKey: 'a|b' },
    })
    expect(asked).toEqual(['--api-key', '--client-id', '--convex', '--convex-url', '--convex-admin-key'])
  })

  it('come from the options first, and then from the environment', async () => {
    const { ask, asked } = person({})
    const env = { WORKOS_API_KEY: 'sk_env', WORKOS_CLIENT_ID: 'client_env', CONVEX_DEPLOYMENT: 'anonymous:x', WORKOS_API_HOSTNAME: 'auth.example.com', PORT: '3005' }
    const options = readSetupOptions(['--api-key', 'sk_option', '--app-url', 'https://app.example.com/'])
    expect(await collectAnswers(options, env, ask)).toEqual({
      apiKey: 'sk_option', clientId: 'client_env', workosOrigin: 'https://auth.example.com', appOrigin: 'https://app.example.com', convex: 'local', selfHosted: null,
    })
    expect(asked).toEqual([])
  })

  it.each([
    [[], '--api-key'],
    [['--api-key', 'sk_1'], '--client-id'],
    [['--api-key', 'sk_1', '--client-id', 'client_1'], '--convex'],
    [['--api-key', 'sk_1', '--client-id', 'client_1', '--convex', 'self-hosted'], '--convex-url'],
  ])('that nobody gives are named by their option: %s', async (args, flag) => {
    await expect(collectAnswers(readSetupOptions(args), {}, askNobody)).rejects.toThrow(`Say it with ${flag}.`)
  })
})

describe('the options of setup', () => {
  it.each([
    [['--nonsense'], 'nonsense'],
    [['--convex', 'mars'], '--convex must be cloud, local or self-hosted'],
    [['--workos-url', 'auth.example.com'], '--workos-url must be an address'],
    [['--webhook-secret', 'abc'], 'whsec_'],
    [['--jwt-template', 'large'], '--jwt-template must be'],
    [['--yes', 'please'], 'please'],
  ])('refuse %s, with how it is used', (args, says) => {
    expect(() => readSetupOptions(args)).toThrow(says)
    expect(() => readSetupOptions(args)).toThrow('Usage: npm run setup')
  })
})
