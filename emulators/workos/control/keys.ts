import type { Route } from '../http/route'
import type { SigningKeys } from '../tokens/signingKeys'

export const keyRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/_emulate/keys',
    summary: 'Which key signs, and which are served',
    access: 'open',
    handle: (_, { keys }) => showKeys(keys),
  },
  {
    method: 'POST',
    path: '/_emulate/keys/rotate',
    summary: 'Signs with a new key from now on and still serves the last one',
    access: 'open',
    handle: async (_, { keys }) => {
      await keys.rotate()
      return showKeys(keys)
    },
  },
]

const showKeys = (keys: SigningKeys) => ({ active: keys.active().kid, served: keys.served().map(({ kid }) => kid) })
