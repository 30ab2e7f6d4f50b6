import { PlatformError } from '../http/platformError'
import { formatFunctionPath, parseFunctionPath } from '../runtime/functionPath'
import { FatalProtocolError } from './protocolError'

/** `messages.js:list` and `messages:list` are one function on the socket, and share one key. */
export function readUdfPath(udfPath: string): string {
  try {
    return formatFunctionPath(parseFunctionPath(udfPath))
  }
  catch (error) {
    if (error instanceof PlatformError) throw new FatalProtocolError(`Received Invalid JSON on websocket: ${error.message}`)
    throw error
  }
}
