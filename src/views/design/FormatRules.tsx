import { useState } from 'react';
import { exceptionsOf, withExceptions, withFormatRule, withoutFormatRule } from '../../../models/design/format-rules';
import { publishedFormats } from '../../../models/design/presets/published-formats';
import type { Design, FormatRule } from '../../../models/design/types';
import { findFormat, NUMBER_FORMATS } from '../../../models/formats/registry';
import type { Module, TensorRole } from '../../../models/workload/types';
import { selectDesign, selectReport } from '../../state/design-slice';
import { Button } from '../parts/Button';
import { useRidgeline, useRidgelineStore } from '../store-context';
import { MODULE_WORDS, modulesOf, ROLE_WORDS, ruleText } from './format-rule-words';
import styles from './format-rules.module.css';

/** Formats of single modules, and of some of their layers: exceptions from the formats above. */
export function FormatRules() {
  const { getState } = useRidgelineStore();
  const design = useRidgeline(selectDesign);
  const exceptions = exceptionsOf(design);
  const published = publishedFormats(design.origin.workload?.preset ?? null);
  const change = (changed: Design) => getState().reshapeDesign(changed, 'formats by module');
  return (
    <div className={styles.rules} role="group" aria-label="Formats by module">
      {exceptions.map((rule) => (
        <div key={ruleText(rule)} className={styles.rule}>
          <span>{ruleText(rule)}</span>
          <FormatChoice
            label={`Format of ${ruleText(rule)}`}
            value={rule.format}
            onChange={(format) => change(withFormatRule(design, { ...rule, format }))}
          />
          <Button
            look="ghost"
            aria-label={`Remove the rule for ${ruleText(rule)}`}
            onClick={() => change(withoutFormatRule(design, rule.match))}
          >
            ×
          </Button>
        </div>
      ))}
      <RuleAdder add={(rule) => change(withFormatRule(design, rule))} />
      {published !== null && JSON.stringify(exceptions) !== JSON.stringify(published.rules) && (
        <p className={styles.published}>
          <Button look="ghost" title={published.source} onClick={() => change(asPublished(design, published.rules))}>
            As published: {published.text}
          </Button>
        </p>
      )}
    </div>
  );
}

/** Its exceptions, and BF16 for the roles that they are exceptions from. */
function asPublished(design: Design, rules: readonly FormatRule[]): Design {
  const plain = design.formats.map((rule) => ({ ...rule, format: 'bf16' }));
  return withExceptions({ ...design, formats: plain }, rules);
}

interface FormatChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (format: string) => void;
}

function FormatChoice({ label, value, onChange }: FormatChoiceProps) {
  const own = useRidgeline((state) => state.ownFormats);
  const ids = [...new Set([...NUMBER_FORMATS.map(({ id }) => id), ...own, value])];
  return (
    <select aria-label={label} value={value} onChange={(event) => onChange(event.target.value)}>
      {ids.map((id) => (
        <option key={id} value={id}>
          {findFormat(id)?.label ?? id}
        </option>
      ))}
    </select>
  );
}

/** Adds a rule for a module that the design has and a role of its operands. */
function RuleAdder({ add }: { readonly add: (rule: FormatRule) => void }) {
  const modules = modulesOf(useRidgeline(selectReport));
  const [module, setModule] = useState<Module | ''>('');
  const [role, setRole] = useState<TensorRole>('weight');
  const roles = modules.find(([name]) => name === module)?.[1] ?? [];
  const chosen = roles.includes(role) ? role : roles[0];
  return (
    <div className={styles.rule}>
      <select
        aria-label="Module with a format of its own"
        value={roles.length === 0 ? '' : module}
        onChange={(event) => setModule(event.target.value as Module | '')}
      >
        <option value="">By module…</option>
        {modules.map(([name]) => (
          <option key={name} value={name}>
            {MODULE_WORDS[name]}
          </option>
        ))}
      </select>
      {module !== '' && chosen !== undefined && (
        <>
          <select
            aria-label="Operand with a format of its own"
            value={chosen}
            onChange={(event) => setRole(event.target.value as TensorRole)}
          >
            {roles.map((name) => (
              <option key={name} value={name}>
                {ROLE_WORDS[name]}
              </option>
            ))}
          </select>
          <Button
            look="ghost"
            onClick={() => {
              add({ match: { module, role: chosen }, format: 'bf16' });
              setModule('');
            }}
          >
            Add
          </Button>
        </>
      )}
    </div>
  );
}
