"""The checker behind other libraries' interfaces; each file is one of them and stands alone."""
