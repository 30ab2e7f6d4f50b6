export interface Permission {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly description: string | null
  readonly resource_type_slug: string
  readonly system: boolean
  readonly created_at: string
  readonly updated_at: string
}

export const presentPermission = (permission: Permission) => ({ object: 'permission', ...permission })
