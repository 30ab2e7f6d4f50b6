export interface Role {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly description: string | null
  readonly permissions: readonly string[]
  readonly resource_type_slug: string
  /** null: the role exists in every organization. */
  readonly organization_id: string | null
  readonly created_at: string
  readonly updated_at: string
}

export function presentRole({ organization_id, ...role }: Role) {
  return { object: 'role', ...role, type: organization_id === null ? 'EnvironmentRole' : 'OrganizationRole' }
}

export function presentRoleInEvent({ id: _, organization_id, ...role }: Role) {
  return organization_id === null
    ? { object: 'role', ...role }
    : { object: 'organization_role', organization_id, ...role }
}
