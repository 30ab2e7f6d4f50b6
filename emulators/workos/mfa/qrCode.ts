import { renderSVG } from 'uqr'

/** A data URL, for an `img`. @param text what a camera reads. */
export const qrCode = (text: string): string => `data:image/svg+xml;base64,${Buffer.from(renderSVG(text)).toString('base64')}`
