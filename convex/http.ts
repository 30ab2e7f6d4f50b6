import { httpRouter } from 'convex/server'
import { webhook } from './sync/webhook'

const http = httpRouter()

/** On the deployment's site address: https://<deployment>.convex.site/workos/webhook */
http.route({ path: '/workos/webhook', method: 'POST', handler: webhook })

export default http
