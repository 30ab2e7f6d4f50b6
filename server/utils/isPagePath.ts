/** Whether a path, as in `event.path`, is a page's, rather than a route's or a file's of the build. */
export function isPagePath(path: string): boolean {
  return !/^\/(?:api\/|auth\/|health(?:[/?]|$)|\.well-known\/|_)/.test(path)
}
