/**
 * What a slice may see and write of the store: the parts that it names. So no slice needs the store's type, which is
 * made of all of them.
 */
export type SetState<Part> = (change: Partial<Part> | ((state: Part) => Partial<Part>)) => void;
export type GetState<Part> = () => Part;
