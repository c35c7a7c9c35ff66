-- No question asks which sets contain a pair of key and value: values are read from the sets in one pass.
DROP INDEX dim_tag_set_tags;
