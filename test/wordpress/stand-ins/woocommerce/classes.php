<?php
defined( 'ABSPATH' ) || exit;

class WC_Product {
	private $post;
	public function __construct( $post ) {
		$this->post = $post;
	}
	public function get_id() {
		return $this->post->ID;
	}
	public function get_parent_id() {
		return $this->post->post_parent;
	}
	public function get_title() {
		return $this->post->post_parent ? get_post( $this->post->post_parent )->post_title : $this->post->post_title;
	}
	public function get_price() {
		return (string) get_post_meta( $this->post->ID, '_price', true );
	}
}

class WC_Session {
	private $data;
	private $id;
	private $changed = false;
	public function __construct() {
		$this->id = sanitize_key( $_COOKIE['wp_woocommerce_session_test'] ?? '' );
		// The options' cache is of this request: another one may have written since.
		$this->data = $this->id ? (array) get_option( 'stand_in_session_' . $this->id, array() ) : array();
	}
	public function get( $key ) {
		return $this->data[ $key ] ?? null;
	}
	public function set( $key, $value ) {
		$this->data[ $key ] = $value;
		$this->changed      = true;
	}
	/** Only a cart makes a cookie. */
	public function start() {
		if ( '' === $this->id ) {
			$this->id = md5( random_bytes( 16 ) );
			setcookie( 'wp_woocommerce_session_test', $this->id, 0, '/' );
		}
	}
	public function save() {
		if ( $this->changed && $this->id ) {
			update_option( 'stand_in_session_' . $this->id, $this->data, false );
		}
	}
}

class WC_Cart {
	private $lines;
	public function get_cart() {
		if ( null === $this->lines ) {
			$this->lines = array();
			foreach ( (array) WC()->session->get( 'cart' ) as $key => $line ) {
				$this->lines[ $key ] = $line + array( 'data' => wc_get_product( $line['variation_id'] ?: $line['product_id'] ) );
			}
			do_action( 'woocommerce_cart_loaded_from_session', $this );
		}
		return $this->lines;
	}
	public function add_to_cart( $id, $quantity = 1, $variation = 0 ) {
		$product = wc_get_product( $variation ?: $id );
		// As in WooCommerce: what can't be bought is not added.
		if ( ! $product || '' === $product->get_price() ) {
			return false;
		}
		$key = md5( "$id:$variation" );
		if ( isset( $this->get_cart()[ $key ] ) ) {
			$this->set_quantity( $key, $this->lines[ $key ]['quantity'] + $quantity );
		} else {
			$this->lines[ $key ] = array( 'product_id' => $id, 'variation_id' => $variation, 'quantity' => $quantity, 'data' => $product );
		}
		WC()->session->start();
		$this->keep();
		do_action( 'woocommerce_add_to_cart', $key, $id, $quantity, $variation, array(), array() );
		return $key;
	}
	public function set_quantity( $key, $quantity ) {
		if ( $quantity <= 0 ) {
			return $this->remove_cart_item( $key );
		}
		$before                          = $this->get_cart()[ $key ]['quantity'];
		$this->lines[ $key ]['quantity'] = $quantity;
		$this->keep();
		do_action( 'woocommerce_after_cart_item_quantity_update', $key, $quantity, $before, $this );
		return true;
	}
	public function remove_cart_item( $key ) {
		$this->get_cart();
		unset( $this->lines[ $key ] );
		$this->keep();
		do_action( 'woocommerce_cart_item_removed', $key, $this );
		return true;
	}
	public function empty_cart() {
		$this->lines = array();
		$this->keep();
		do_action( 'woocommerce_cart_emptied', true );
	}
	public function is_empty() {
		return ! $this->get_cart();
	}
	public function get_cart_contents_total() {
		return array_sum( array_map( fn( $line ) => $line['quantity'] * (float) $line['data']->get_price(), $this->get_cart() ) );
	}
	public function get_cart_contents_tax() {
		return 0;
	}
	public function display_prices_including_tax() {
		return true;
	}
	public function get_applied_coupons() {
		return array( 'autumn' );
	}
	private function keep() {
		WC()->session->set( 'cart', array_map( fn( $line ) => array_diff_key( $line, array( 'data' => 1 ) ), $this->lines ) );
	}
}
