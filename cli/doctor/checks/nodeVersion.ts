import { satisfies } from 'semver'
import type { Finding } from '../../../common/finding'
import type { Check } from '../check'
import type { NodeFacts } from '../facts/facts'

export const nodeVersion: Check = {
  id: 'node-version',
  title: 'Node is too old',
  about: 'The `engines` of `package.json` say which versions run the application. Install a current LTS version: `nvm install --lts`, or from nodejs.org.',
  severity: 'fault',
  find: ({ node }) => findOldNode(node),
}

export function findOldNode({ running, wanted }: NodeFacts): Finding | undefined {
  if (satisfies(running, wanted)) return undefined
  return {
    what: `Node ${running} cannot run this application.`,
    seen: `package.json wants ${wanted}.`,
    fix: 'Install a current LTS version of Node.',
    commands: ['nvm install --lts'],
    link: 'https://nodejs.org/en/download',
  }
}
