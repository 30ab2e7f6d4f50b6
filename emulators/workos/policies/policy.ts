import type { Emulator } from '../emulator'
import type { SignIn } from '../signIn/signIn'

/** Lets a sign-in pass (perhaps knowing more than before), or throws the error that names the next step. */
export type Policy = (signIn: SignIn, emulator: Emulator) => SignIn
