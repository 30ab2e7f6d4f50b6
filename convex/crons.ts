import { cronJobs } from 'convex/server'
import { internal } from './_generated/api'

const crons = cronJobs()

// Webhooks keep the tables true; what they missed is found once a day.
crons.daily('reconcile with WorkOS', { hourUTC: 3, minuteUTC: 20 }, internal.sync.backfill, {})
crons.interval('resume a reconciliation that stopped', { minutes: 10 }, internal.sync.resume, {})
crons.daily('forget what is no longer needed', { hourUTC: 4, minuteUTC: 20 }, internal.sync.forget, {})

export default crons
