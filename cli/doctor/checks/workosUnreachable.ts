import type { Check } from '../check'

export const workosUnreachable: Check = {
  id: 'workos-unreachable',
  title: 'WorkOS does not answer',
  about: 'Nobody answers at the address of WorkOS\'s API: the network, a proxy, or `WORKOS_API_HOSTNAME`, `WORKOS_API_PORT` and `WORKOS_API_HTTPS` in `.env.local`. For an emulator: `npm run emulators`.',
  severity: 'fault',
  find: ({ app, workos }) => !workos?.unreachable
    ? undefined
    : {
        what: 'WorkOS does not answer.',
        seen: workos.unreachable,
        fix: 'Check the network, and WORKOS_API_HOSTNAME, WORKOS_API_PORT and WORKOS_API_HTTPS in .env.local; without them it is https://api.workos.com.',
        commands: [`curl -i ${app.workosOrigin}`],
        link: 'https://status.workos.com',
      },
}
