import { routeGroups } from '../http/routes'
import { CLIENT_MESSAGES } from '../sync/clientMessages'
import { SERVER_MESSAGES } from '../sync/serverMessages'
import { differences } from './differences'

/** SUPPORTED.md, from the tables that the server itself is built from. */
export function renderSupported(): string {
  return [
    '# What the Convex emulator supports',
    'Generated from the code by `npx tsx emulators/convex/supported/write.ts`; a test fails when it is stale.',
    '## HTTP',
    ...routeGroups.map(({ title, routes }) => [
      `### ${title}`,
      table(['Method', 'Path', 'Does'], routes.map(({ method, path, does }) => [method, `\`${path.replace(/\*\*:\w+/, '*')}\``, does])),
    ].join('\n\n')),
    'Every other path on the site port, and `/http/*` on the main port, belongs to the HTTP actions of the pushed code.',
    '## WebSocket',
    'At `/api/<client version>/sync`.',
    '### From the client',
    messages(CLIENT_MESSAGES),
    '### From the server',
    messages(SERVER_MESSAGES),
    '## Differences from a real deployment',
    differences.map(difference => `- ${difference}`).join('\n'),
  ].join('\n\n') + '\n'
}

function messages(described: Record<string, string>): string {
  return table(['Message', 'Meaning'], Object.entries(described).map(([type, meaning]) => [`\`${type}\``, meaning]))
}

function table(head: string[], rows: string[][]): string {
  return [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n')
}
