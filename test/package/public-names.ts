/** The public names of each package, its types among them. A change here is a line in the CHANGELOG. */
export const EXPORTS: Record<string, readonly string[]> = {};
