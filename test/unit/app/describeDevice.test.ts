import { describe, expect, it } from 'vitest'
import { describeDevice } from '../../../server/utils/describeDevice'

describe('what a user agent is called', () => {
  it.each([
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox', 'Linux'],
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0', 'Microsoft Edge', 'Windows'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1', 'Safari', 'iOS'],
    ['something else entirely', null, null],
    ['', null, null],
  ])('%s', (userAgent, browser, system) => {
    const device = describeDevice(userAgent)
    expect(device.system).toBe(system)
    if (browser) expect(device.browser).toBe(browser)
  })

  it('is found in a hostile one in no time', () => {
    const before = performance.now()
    describeDevice(`Mozilla/5.0 ${'(a'.repeat(50_000)}`)
    expect(performance.now() - before).toBeLessThan(200)
  })
})
