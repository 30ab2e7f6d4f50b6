import { computed, useRoute, type ComputedRef } from '#imports'
import { isChangeDone } from '../common/organizationChange'
import { useMessages } from './useMessages'

/** What was just done, in words: plain forms and scripts alike come back to an address that says it. */
export function useChangeDone(): ComputedRef<string | undefined> {
  const route = useRoute()
  const { t } = useMessages()
  return computed(() => isChangeDone(route.query.done) ? t(`done.${route.query.done}`) : undefined)
}
