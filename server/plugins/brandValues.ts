import { defineNitroPlugin } from 'nitropack/runtime'
import { brandDeclarations, isCssValue } from '../../common/brandStyle'
import { eachBrand } from '../utils/brand'
import { createLog } from '../utils/log/log'

const log = createLog('brand')

/** Names what the brand's styles leave out, which nobody would look for in the browser. */
export default defineNitroPlugin(() => {
  for (const [path, brand] of eachBrand()) {
    for (const { property, values } of brandDeclarations(brand)) {
      const unsafe = values.filter(value => !isCssValue(value))
      if (unsafe.length > 0) log.warn(`${path} in app.config.ts: ${property} is left out, because "${unsafe.join('", "')}" could end its declaration.`)
    }
  }
})
