import { z } from 'zod'
import { codedError, invalidParameters } from '../http/apiError'
import { readInput } from '../http/input'
import type { Route } from '../http/route'
import { presentJwtTemplate } from '../objects/jwtTemplate'
import { TemplateProblem } from '../tokens/jwtTemplate/parse'
import { validateTemplate } from '../tokens/jwtTemplate/validate'

export const jwtTemplateRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/user_management/jwt_template',
    summary: 'Reads the JWT template',
    access: 'key',
    handle: (_, { store }) => {
      const template = store.jwtTemplates.get('jwt_template')
      if (!template) throw codedError(404, 'entity_not_found', 'No JWT template is set.')
      return presentJwtTemplate(template)
    },
  },
  {
    method: 'PUT',
    path: '/user_management/jwt_template',
    summary: 'Sets the JWT template; tokens follow at the next refresh',
    access: 'key',
    handle: async (event, { store, clock }) => {
      const { content } = await readInput(event, z.object({ content: z.string() }))
      requireValidTemplate(content)
      const now = clock.iso()
      const created_at = store.jwtTemplates.get('jwt_template')?.created_at ?? now
      return presentJwtTemplate(store.jwtTemplates.insert({ id: 'jwt_template', content, created_at, updated_at: now }))
    },
  },
]

function requireValidTemplate(content: string): void {
  try {
    validateTemplate(content)
  }
  catch (error) {
    if (!(error instanceof TemplateProblem)) throw error
    throw invalidParameters([{ field: 'content', code: error.code, message: error.message }])
  }
}
