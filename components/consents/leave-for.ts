/** To another site: the router knows only our own pages. */
export const leaveFor = (address: string): void => window.location.assign(address)
