import Bowser from 'bowser'
import type { Device } from '../../common/activeSession'

/** The longest header that is looked at: its patterns take time on hostile ones. */
const MAX_LENGTH = 512

/** What a `User-Agent` header says of a device, in names that people know. */
export function describeDevice(userAgent: string | null): Device {
  if (!userAgent) return { browser: null, system: null }
  const { browser, os } = Bowser.parse(userAgent.slice(0, MAX_LENGTH))
  return { browser: browser.name || null, system: os.name || null }
}
