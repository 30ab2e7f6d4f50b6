import { controlRoutes } from '../control/controlRoutes'
import { environmentRoutes } from '../env/environmentRoutes'
import { pushRoutes } from '../push/pushRoutes'
import { functionRoutes } from './functionRoutes'
import { metaRoutes } from './metaRoutes'
import type { Route } from './route'

export interface RouteGroup {
  title: string
  routes: Route[]
}

export const routeGroups: RouteGroup[] = [
  { title: 'Functions', routes: functionRoutes },
  { title: 'Deployment', routes: metaRoutes },
  { title: 'Environment variables', routes: environmentRoutes },
  { title: 'Pushing code', routes: pushRoutes },
  { title: 'Control', routes: controlRoutes },
]
