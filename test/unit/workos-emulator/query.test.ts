import { expect, it } from 'vitest'
import { queryList } from '../../../emulators/workos/http/query'

it.each(['x=a,b', 'x=a&x=b', 'x[]=a&x[]=b', 'x[0]=a&x[1]=b', 'x=a&x[]=b', 'x=+a+,,b'])('reads a list from "%s"', (query) => {
  expect(queryList(new URLSearchParams(query), 'x')).toEqual(['a', 'b'])
})

it.each(['', 'x=', 'xs=a', 'y[]=a'])('reads nothing from "%s"', (query) => {
  expect(queryList(new URLSearchParams(query), 'x')).toEqual([])
})
