/**
 * What docs/expo.md uses of Expo, React and React Native, as their own declarations have it. Text and not a
 * declaration file, which would declare all this for the rest of the project, too.
 */
export const expoDeclarations = `
declare namespace React {
  type ReactNode = JSX.Element | string | number | boolean | null | undefined | readonly ReactNode[]
  interface FC<P = {}> { (props: P): ReactNode }
}
declare module 'react' {
  export = React
}
declare namespace React {
  type Component<P = {}> = FC<P>
  type Dispatch<A> = (value: A) => void
  type SetStateAction<S> = S | ((previous: S) => S)
  function useState<S>(initial: S | (() => S)): [S, Dispatch<SetStateAction<S>>]
  function useMemo<T>(make: () => T, dependencies: readonly unknown[]): T
  function useSyncExternalStore<S>(subscribe: (onChange: () => void) => () => void, getSnapshot: () => S): S
}
declare namespace JSX {
  interface Element { readonly isElement: true }
  type ElementType = (props: never) => React.ReactNode
  interface ElementChildrenAttribute { children: {} }
  interface IntrinsicAttributes { key?: string | number }
}
declare module 'react/jsx-runtime' {
  export const jsx: unknown
  export const jsxs: unknown
  export const Fragment: unknown
}
declare module 'react-native' {
  export function View(props: { children?: React.ReactNode }): React.ReactNode
  export function Text(props: { children?: React.ReactNode, selectable?: boolean, accessibilityRole?: 'alert' }): React.ReactNode
  export function Button(props: { title: string, onPress: () => void }): React.ReactNode
  export function TextInput(props: {
    accessibilityLabel?: string, autoCapitalize?: 'none', inputMode?: 'email' | 'tel' | 'numeric',
    autoComplete?: 'email' | 'tel' | 'one-time-code', value?: string, onChangeText?: (text: string) => void
  }): React.ReactNode
  export function FlatList<T>(props: { data: readonly T[], keyExtractor: (item: T) => string, renderItem: (row: { item: T }) => React.ReactNode }): React.ReactNode
  export const AppState: { addEventListener: (type: 'change', listener: (state: 'active' | 'background' | 'inactive') => void) => { remove: () => void } }
}
declare module 'expo-crypto' {
  export enum CryptoDigestAlgorithm { SHA256 = 'SHA-256' }
  export function getRandomBytes(count: number): Uint8Array
  export function digest(algorithm: CryptoDigestAlgorithm, data: ArrayBuffer | ArrayBufferView): Promise<ArrayBuffer>
}
declare module 'expo-secure-store' {
  interface SecureStoreOptions { keychainService?: string }
  export function getItemAsync(key: string, options?: SecureStoreOptions): Promise<string | null>
  export function setItemAsync(key: string, value: string, options?: SecureStoreOptions): Promise<void>
  export function deleteItemAsync(key: string, options?: SecureStoreOptions): Promise<void>
}
declare module 'expo-web-browser' {
  export type WebBrowserAuthSessionResult = { type: 'success', url: string } | { type: 'cancel' | 'dismiss' | 'opened' | 'locked' }
  export function openAuthSessionAsync(url: string, redirectUrl?: string | null): Promise<WebBrowserAuthSessionResult>
}
declare const process: { env: Record<string, string | undefined> }
`
