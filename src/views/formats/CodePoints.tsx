import { useState } from 'react';
import { findDefinition } from '../../../models/formats/definitions/registry';
import { codePoints, type CodePoint } from '../../../models/formats/elements/code-points';
import { findFormat } from '../../../models/formats/registry';
import { FormatSelect } from './FormatSelect';
import { MOST_ELEMENT_BITS } from './levels';
import styles from './formats.module.css';

/** What the bits of an element stand for, of one format. */
export function CodePoints() {
  const [id, setId] = useState('mxfp4');
  const format = findFormat(id);
  const definition = findDefinition(id);
  if (format === undefined || definition === undefined) return null;
  const isShown = format.elementBits <= MOST_ELEMENT_BITS;
  const digits = Math.ceil(format.elementBits);
  return (
    <>
      <div className={styles.tools}>
        <FormatSelect label="Format" value={id} onChange={setId} />
      </div>
      {isShown ? (
        <div className={styles.scroll} tabIndex={0} role="region" aria-label={`Code points of ${format.label}`}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">Bits</th>
                <th scope="col" className={styles.number}>
                  Code
                </th>
                <th scope="col" className={styles.number}>
                  Value before its scale
                </th>
              </tr>
            </thead>
            <tbody>
              {codePoints(definition.element).map((point) => (
                <tr key={point.code}>
                  <th scope="row">{point.code.toString(2).padStart(digits, '0')}</th>
                  <td className={styles.number}>0x{point.code.toString(16).padStart(Math.ceil(digits / 4), '0')}</td>
                  <td className={styles.number}>{valueText(point)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        <p className={styles.note}>A format of more than 8 bits has too many codes to list.</p>
      )}
      <p className={styles.note}>
        Floats: sign, exponent, mantissa. Integers: two’s complement. Of FLINT4 and BitMoD the places in the list of
        levels; in BitMoD the code of negative zero is a special value that each group chooses.
      </p>
    </>
  );
}

function valueText({ value, isUsed }: CodePoint): string {
  if (Number.isNaN(value)) return 'NaN';
  const sign = value < 0 || Object.is(value, -0) ? '−' : '';
  const magnitude = Math.abs(value) === Infinity ? 'infinity' : String(Math.abs(value));
  return `${sign}${magnitude}${isUsed ? '' : ', not used'}`;
}
