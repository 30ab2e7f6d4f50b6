/** In DevTools the tab is as dark as they are, whatever the system says. By itself it follows the system. */
export function followColorScheme(): void {
  if (window.parent === window) return
  const { documentElement: around } = window.parent.document
  const follow = () => {
    document.documentElement.style.colorScheme = around.classList.contains('dark') ? 'dark' : 'light'
  }
  follow()
  new MutationObserver(follow).observe(around, { attributeFilter: ['class'] })
}
