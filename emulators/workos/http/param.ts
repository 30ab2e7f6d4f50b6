import { type H3Event, getRouterParam } from 'h3'

/** A named part of the path; the router only matches when it is there. */
export const pathParam = (event: H3Event, name: string): string => getRouterParam(event, name, { decode: true }) ?? ''
