/** What Convex keeps in step with: everything that changes who somebody is and what they may do (workos.com/docs/events). */
export const WEBHOOK_EVENTS = [
  ...['user', 'organization', 'organization_membership'].flatMap(object => ['created', 'updated', 'deleted'].map(verb => `${object}.${verb}`)),
] as const
