-- What most charges of a slice carry beside FOCUS stands with the slice; these charges have neither an "extra_id" nor
-- an "extra" of their own. Slices of before name nothing, and their charges keep what they have.
ALTER TABLE import_slice ADD COLUMN usual_extra_id integer;

-- As much was consumed as was priced: the quantity is kept once. Charges of before have both.
ALTER TABLE charge ADD COLUMN consumed_as_priced boolean;
ALTER TABLE charge_aside ADD COLUMN consumed_as_priced boolean;
